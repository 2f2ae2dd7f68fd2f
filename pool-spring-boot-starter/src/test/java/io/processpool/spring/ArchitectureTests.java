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

package io.processpool.spring;

import java.io.InputStream;
import java.net.URI;
import java.util.List;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalyzer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the starter to the manners of Spring Boot's own modules.
 */
class ArchitectureTests {

	private static final JavaClasses STARTER = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("io.processpool.spring");

	@Test
	void thePackagesHaveNoCycles() {
		check(slices().matching("io.processpool.spring.(**)").should().beFreeOfCycles());
	}

	@Test
	void onlyAutoConfigurationsKnowAutoConfigurations() {
		check(noClasses().that()
			.resideOutsideOfPackage("..autoconfigure..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.processpool.spring.autoconfigure..", "org.springframework.boot.autoconfigure.."));
	}

	@Test
	void theEngineIsReachedThroughItsApi() {
		check(noClasses().should().dependOnClassesThat().resideInAPackage("io.processpool.internal.."));
	}

	@Test
	void autoConfigurationsAreFinalAndShowNothing() {
		check(classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.haveSimpleNameEndingWith("AutoConfiguration"));
		check(members().that()
			.areDeclaredInClassesThat()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.notBePublic());
	}

	@Test
	void autoConfigurationsAreListed() throws Exception {
		assertThat(lines("META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports"))
			.containsExactlyElementsOf(STARTER.stream()
				.filter((type) -> type.isAnnotatedWith(AutoConfiguration.class))
				.map(JavaClass::getName)
				.sorted()
				.toList());
	}

	@Test
	void failureAnalyzersAreHiddenAndListed() throws Exception {
		DescribedPredicate<JavaClass> analyzers = JavaClass.Predicates.assignableTo(FailureAnalyzer.class);
		check(classes().that(analyzers).should().bePackagePrivate().andShould().haveModifier(JavaModifier.FINAL));
		assertThat(lines("META-INF/spring.factories")).extracting((line) -> line.replaceAll("[,\\\\]", ""))
			.containsAll(STARTER.stream().filter(analyzers).map(JavaClass::getName).toList());
	}

	@Test
	void everyPackageIsNullMarked() {
		assertThat(STARTER).allSatisfy(
				(type) -> assertThat(type.getPackage().isAnnotatedWith(NullMarked.class)).as(type.getName()).isTrue());
	}

	private static List<String> lines(String resource) throws Exception {
		String location = STARTER.get("io.processpool.spring.autoconfigure.ProcessPoolAutoConfiguration")
			.reflect()
			.getProtectionDomain()
			.getCodeSource()
			.getLocation() + resource;
		try (InputStream in = URI.create(location).toURL().openStream()) {
			return new String(in.readAllBytes(), UTF_8).lines().toList();
		}
	}

	private static void check(ArchRule rule) {
		rule.check(STARTER);
	}

}
