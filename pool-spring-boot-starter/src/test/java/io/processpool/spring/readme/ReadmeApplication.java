/*
 * Copyright 2026 the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.processpool.spring.readme;

import java.util.concurrent.atomic.AtomicInteger;

import javax.imageio.ImageIO;

import io.processpool.PoolListener;
import io.processpool.ProcessPool;
import io.processpool.ProcessPoolBuilder;
import io.processpool.WorkerInitializer;
import io.processpool.spring.autoconfigure.ProcessPoolBuilderCustomizer;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * The beans of the README's examples.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ThumbnailController.class)
class ReadmeApplication {

	@Bean
	static WorkerInitializer warmUp() {
		return () -> ImageIO.setUseCache(false);
	}

	@Bean
	ProcessPoolBuilderCustomizer listening(PoolListener listener) {
		return (builder) -> builder.listener(listener);
	}

	@Bean(defaultCandidate = false, destroyMethod = "terminate")
	ProcessPool reports(ProcessPoolBuilder builder) {
		return builder.name("reports").processes(1).build();
	}

	@Bean
	WorkersSeen workersSeen() {
		return new WorkersSeen();
	}

	/**
	 * Counts workers that became ready.
	 */
	static final class WorkersSeen implements PoolListener {

		private final AtomicInteger ready = new AtomicInteger();

		@Override
		public void workerReady(WorkerEvent event) {
			this.ready.incrementAndGet();
		}

		int ready() {
			return this.ready.get();
		}

	}

}
