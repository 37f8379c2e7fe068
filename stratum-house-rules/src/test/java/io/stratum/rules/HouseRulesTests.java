package io.stratum.rules;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import io.stratum.autoconfigure.planted.CrowdedAutoConfiguration;
import io.stratum.isolation.planted.FaultyPlacement;
import io.stratum.isolation.planted.deep.FaultyBinding;
import io.stratum.tenant.planted.FaultyTenant;
import io.stratum.util.FaultUtils;
import io.stratum.web.planted.FaultyFilter;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class HouseRulesTests {

	private static final JavaClasses CODE = new ClassFileImporter()
		.withImportOption((Location location) -> !location.contains("/stratum-house-rules/"))
		.importPackages("io.stratum");

	private static final JavaClasses FAULTS = new ClassFileImporter().importClasses(FaultyTenant.class,
			FaultUtils.class, CrowdedAutoConfiguration.class, FaultyPlacement.class, FaultyBinding.class,
			FaultyFilter.class);

	private static final int MOST_TYPES = 40;

	/** The control plane is flat by decision; what a tenant is waits for its split. */
	private static final Set<String> CROWDED = Set.of("io.stratum.config", "io.stratum.controlplane",
			"io.stratum.tenant");

	static Stream<RuleCase> rules() {
		return Arrays.stream(HouseRules.class.getDeclaredFields())
			.filter((field) -> ArchRule.class.isAssignableFrom(field.getType()))
			.map(RuleCase::of);
	}

	@ParameterizedTest
	@MethodSource("rules")
	void codeKeepsRule(RuleCase rule) {
		rule.rule().check(CODE);
	}

	@ParameterizedTest
	@MethodSource("rules")
	void ruleCatchesPlantedFault(RuleCase rule) {
		assertThat(rule.rule().evaluate(FAULTS).hasViolation()).as(rule.name()).isTrue();
	}

	@Test
	void everyPackageSaysWhatItIsAndIsNullMarked() {
		List<String> unmarked = CODE.stream()
			.map(JavaClass::getPackage)
			.distinct()
			.filter((type) -> type.tryGetPackageInfo()
				.filter((info) -> info.isAnnotatedWith(NullMarked.class))
				.isEmpty())
			.map(JavaPackage::getName)
			.toList();
		assertThat(unmarked).isEmpty();
	}

	@Test
	void noPackageIsCrowded() {
		Map<String, Long> types = CODE.stream()
			.filter((type) -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
			.collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
		types.values().removeIf((count) -> count <= MOST_TYPES);
		types.keySet().removeAll(CROWDED);
		assertThat(types).isEmpty();
	}

	@Test
	void everyModuleIsLookedAt() {
		assertThat(CODE.stream().map(JavaClass::getPackageName)).contains("io.stratum.tenant", "io.stratum.isolation",
				"io.stratum.jpa", "io.stratum.web", "io.stratum.security", "io.stratum.controlplane",
				"io.stratum.autoconfigure", "io.stratum.test");
	}

	record RuleCase(String name, ArchRule rule) {

		static RuleCase of(Field field) {
			try {
				return new RuleCase(field.getName(), (ArchRule) field.get(null));
			}
			catch (IllegalAccessException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
