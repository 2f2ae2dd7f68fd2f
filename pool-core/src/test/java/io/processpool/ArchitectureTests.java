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

import java.io.PrintStream;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the packages to the story that they tell: which of them may know which, and that
 * no road leads back.
 */
class ArchitectureTests {

	private static final String API = "io.processpool";

	private static final String INTERNAL = "io.processpool.internal.";

	private static final JavaClasses LIBRARY = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(API);

	@Test
	void theRulesSeeTheLibrary() {
		assertThat(LIBRARY.contain(API + ".package-info")).isTrue();
		assertThat(LIBRARY.contain(ArchitectureTests.class)).isFalse();
	}

	@Test
	void thePackagesHaveNoCycles() {
		check(slices().matching("io.(**)").should().beFreeOfCycles());
	}

	@Test
	void whatUsersSeeDependsOnNothingInternal() {
		check(noClasses().that()
			.resideOutsideOfPackage("..internal..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("..internal.."));
	}

	@ParameterizedTest
	@CsvSource(delimiterString = "->", textBlock = """
			codec    -> ''
			channel  -> ''
			launch   -> ''
			child    -> channel codec
			worker   -> launch channel codec
			dispatch -> worker channel codec
			pool     -> dispatch worker launch channel codec child
			""")
	void anInternalPackageKnowsTheApiAndThePackagesBelowIt(String name, String below) {
		check(classes().that()
			.resideInAnyPackage(internal(name))
			.should()
			.onlyDependOnClassesThat(not(resideInAPackage(API + ".."))
				.or(resideInAPackage(API).or(resideInAnyPackage(internal(name + " " + below))))));
	}

	@Test
	void everyInternalPackageHasItsRowInTheTable() {
		check(classes().that()
			.resideInAPackage("..internal..")
			.should()
			.resideInAnyPackage(internal("codec channel launch child worker dispatch pool")));
	}

	@Test
	void theLibraryNeedsOnlyTheJdkAndJSpecify() {
		check(classes().should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(API + "..", "java..", "javax..", "com.sun.management", "org.jspecify.annotations"));
	}

	@Test
	void everyPackageIsNullMarked() {
		check(classes().should(new ArchCondition<>("reside in a package that is @NullMarked") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				events.add(new SimpleConditionEvent(type, type.getPackage().isAnnotatedWith(NullMarked.class),
						type.getName() + " resides in " + type.getPackageName()));
			}

		}));
	}

	@Test
	void internalClassesAreFinalUnlessTheyAreAbstract() {
		check(classes().that()
			.resideInAPackage("..internal..")
			.and()
			.areNotInterfaces()
			.and()
			.areNotEnums()
			.and()
			.areNotAnonymousClasses()
			.and()
			.doNotHaveModifier(JavaModifier.ABSTRACT)
			.should()
			.haveModifier(JavaModifier.FINAL));
	}

	/** A worker may print: the pool quotes its standard error when it is lost. */
	@Test
	void onlyTheWorkerSidePrints() {
		check(noClasses().that()
			.resideOutsideOfPackage(internal("child")[0])
			.should()
			.callMethodWhere(targetOwner(assignableTo(PrintStream.class)).as("they print")));
	}

	private static String[] internal(String names) {
		return Stream.of(names.strip().split(" ")).map((name) -> INTERNAL + name + "..").toArray(String[]::new);
	}

	private static void check(ArchRule rule) {
		rule.allowEmptyShould(true).check(LIBRARY);
	}

}
