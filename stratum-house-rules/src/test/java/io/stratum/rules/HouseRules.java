package io.stratum.rules;

import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * What a machine can check of the way this project is written.
 */
final class HouseRules {

	private static final String[] ENGINE = { "io.stratum", "io.stratum.tenant..", "io.stratum.access..",
			"io.stratum.engine..", "io.stratum.config..", "io.stratum.permission..", "io.stratum.policy..",
			"io.stratum.crypto..", "io.stratum.audit.." };

	/** Types that are meant to be extended, each by design. */
	private static final Set<String> EXTENSIBLE = Set.of("io.stratum.StratumException",
			"io.stratum.InvalidInputException", "io.stratum.StratumStartupException");

	static final ArchRule HIBERNATE_STAYS_IN_ITS_ROOM = noClasses().that()
		.resideOutsideOfPackages("io.stratum.jpa..", "io.stratum.test..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.hibernate..");

	static final ArchRule BOOT_STAYS_IN_ITS_ROOM = noClasses().that()
		.resideOutsideOfPackages("io.stratum.autoconfigure..", "io.stratum.test..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.boot..");

	static final ArchRule SECURITY_STAYS_IN_ITS_ROOM = noClasses().that()
		.resideOutsideOfPackages("io.stratum.security..", "io.stratum.controlplane..", "io.stratum.autoconfigure..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.security..");

	static final ArchRule ENGINE_KNOWS_NO_ADAPTER = noClasses().that()
		.resideInAnyPackage(ENGINE)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.stratum.isolation..", "io.stratum.embedded..", "io.stratum.jpa..", "io.stratum.web..",
				"io.stratum.security..", "io.stratum.controlplane..", "io.stratum.test..");

	static final ArchRule ISOLATION_KNOWS_NO_HIBERNATE_AND_NO_WEB = noClasses().that()
		.resideInAnyPackage("io.stratum.isolation..", "io.stratum.embedded..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.stratum.jpa..", "io.stratum.web..", "io.stratum.security..",
				"io.stratum.controlplane..");

	static final ArchRule WEB_KNOWS_THE_ENGINE_ONLY = noClasses().that()
		.resideInAPackage("io.stratum.web..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.stratum.isolation..", "io.stratum.jpa..", "io.stratum.security..",
				"io.stratum.controlplane..");

	static final ArchRule NOTHING_KNOWS_THE_WIRING = noClasses().that()
		.resideOutsideOfPackage("io.stratum.autoconfigure..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.stratum.autoconfigure..");

	static final ArchRule PACKAGES_ARE_NAMED_BY_CAPABILITY = noClasses().should()
		.resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..impl..", "..service..", "..dto..",
				"..model..", "..exception..", "..exceptions..", "..event..", "..events..", "..filter..", "..filters..");

	static final ArchRule PACKAGES_OF_ISOLATION_FORM_NO_CIRCLE = slices().matching("io.stratum.(**)")
		.that(DescribedPredicate.describe("belong to isolation",
				(slice) -> slice.getNamePart(1).startsWith("isolation")))
		.should()
		.beFreeOfCycles();

	static final ArchRule TYPES_ARE_NAMED_BY_WHAT_THEY_ARE = noClasses().should()
		.haveNameMatching(
				".*\\.(\\w+(Impl|Utils?|Helper|Dto|DTO)|Abstract\\w+|Base[A-Z]\\w+|I[A-Z][a-z]\\w+(?<=able))");

	static final ArchRule ONE_CLASS_TOUCHES_THREAD_LOCALS = noClasses().that()
		.doNotHaveFullyQualifiedName("io.stratum.tenant.CurrentBinding")
		.should()
		.dependOnClassesThat()
		.areAssignableTo(ThreadLocal.class);

	static final ArchRule NOTHING_IS_INJECTED_INTO_FIELDS = noFields().should()
		.beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
		.orShould()
		.beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
		.orShould()
		.beAnnotatedWith("jakarta.annotation.Resource");

	static final ArchRule NOTHING_STARTS_BY_ANNOTATION = methods().should()
		.notBeAnnotatedWith("jakarta.annotation.PostConstruct")
		.andShould()
		.notBeAnnotatedWith("jakarta.annotation.PreDestroy");

	static final ArchRule NO_STATIC_STATE_CHANGES = fields().that().areStatic().should(beFinal());

	static final ArchRule CLASSES_ARE_FINAL = classes().that(areConcrete()).should().haveModifier(JavaModifier.FINAL);

	static final ArchRule AUTO_CONFIGURATIONS_HAVE_FEW_BEANS = classes().that()
		.haveSimpleNameEndingWith("AutoConfiguration")
		.should(haveAtMostFiveHiddenBeans());

	static final ArchRule NOTHING_PRINTS = noClasses().should()
		.accessField(System.class, "out")
		.orShould()
		.accessField(System.class, "err");

	private HouseRules() {
	}

	private static DescribedPredicate<JavaClass> areConcrete() {
		return DescribedPredicate.describe("are concrete and not meant to be extended",
				(type) -> !type.isInterface() && !type.isEnum() && !type.isAnonymousClass()
						&& !type.getModifiers().contains(JavaModifier.ABSTRACT)
						&& !type.getModifiers().contains(JavaModifier.SYNTHETIC)
						&& !type.isAnnotatedWith("org.springframework.context.annotation.Configuration")
						// Spring makes a subclass of each handler with a guard, ahead of
						// time at least.
						&& !type.isAnnotatedWith("org.springframework.web.bind.annotation.RestController")
						&& !EXTENSIBLE.contains(type.getName()) && !type.getSimpleName().equals("package-info")
						&& !type.getSimpleName().isEmpty());
	}

	private static ArchCondition<JavaField> beFinal() {
		return new ArchCondition<>("be final") {
			@Override
			public void check(JavaField field, ConditionEvents events) {
				boolean fine = field.getModifiers().contains(JavaModifier.FINAL)
						|| field.getModifiers().contains(JavaModifier.SYNTHETIC);
				events.add(new SimpleConditionEvent(field, fine, field.getFullName()));
			}
		};
	}

	private static ArchCondition<JavaClass> haveAtMostFiveHiddenBeans() {
		return new ArchCondition<>("have at most five hidden beans") {
			@Override
			public void check(JavaClass type, ConditionEvents events) {
				long beans = type.getMethods().stream().filter(HouseRules::isBean).count();
				boolean hidden = type.getMethods()
					.stream()
					.filter(HouseRules::isBean)
					.noneMatch((method) -> method.getModifiers().contains(JavaModifier.PUBLIC));
				events.add(new SimpleConditionEvent(type, beans <= 5 && hidden,
						type.getName() + " has " + beans + " beans"));
			}
		};
	}

	private static boolean isBean(JavaMethod method) {
		return method.isAnnotatedWith("org.springframework.context.annotation.Bean");
	}

}
