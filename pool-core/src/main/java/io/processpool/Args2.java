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

package io.processpool;

import java.io.Serializable;

import org.jspecify.annotations.Nullable;

/**
 * Two arguments for one call of a {@link TaskBiFunction}; made by
 * {@link Args#of(Object, Object)}.
 *
 * @param first the first argument, may be {@code null}
 * @param second the second argument, may be {@code null}
 * @param <A> the type of the first argument
 * @param <B> the type of the second argument
 */
public record Args2<A extends @Nullable Object, B extends @Nullable Object>(A first, B second) implements Serializable {

}
