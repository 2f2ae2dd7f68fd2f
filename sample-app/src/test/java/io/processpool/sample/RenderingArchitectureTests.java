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

package io.processpool.sample;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Keeps apart what runs in the workers and what runs in the web server.
 */
class RenderingArchitectureTests {

	private static final JavaClasses APPLICATION = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("io.processpool.sample");

	@Test
	void whatRunsInWorkersKnowsOnlyThePoolAndPdfBox() {
		classes().that()
			.resideInAnyPackage("io.processpool.sample.render", "io.processpool.sample.specimen")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("io.processpool", "io.processpool.sample.render", "io.processpool.sample.specimen",
					"org.apache.pdfbox..", "java..", "javax.imageio..", "org.jspecify.annotations")
			.check(APPLICATION);
	}

	@Test
	void whatRunsInTheWebServerNeverOpensADocument() {
		classes().that()
			.resideInAnyPackage("io.processpool.sample", "io.processpool.sample.preview", "io.processpool.sample.web",
					"io.processpool.sample.hostile", "io.processpool.sample.live")
			.should()
			.onlyDependOnClassesThat()
			.resideOutsideOfPackages("org.apache.pdfbox..", "javax.imageio..", "java.awt..")
			.check(APPLICATION);
	}

	@Test
	void thePackagesHaveNoCycles() {
		slices().matching("io.processpool.(**)").should().beFreeOfCycles().check(APPLICATION);
	}

}
