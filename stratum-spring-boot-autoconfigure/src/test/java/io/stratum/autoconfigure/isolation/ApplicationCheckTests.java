package io.stratum.autoconfigure.isolation;

import java.util.List;

import io.stratum.isolation.PlatformDataSource;
import io.stratum.isolation.TenantDataSource;
import io.stratum.isolation.doctor.DoctorFinding;
import io.stratum.tenant.TenantContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class ApplicationCheckTests {

	private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void boundDataSourcesAndSafeSettingsPass() {
		TenantDataSource bound = new TenantDataSource(new DriverManagerDataSource(), new TenantContext());
		this.beans.registerSingleton("bound", bound);
		this.beans.registerSingleton("wrapped", new DelegatingDataSource(bound));
		this.beans.registerBeanDefinition("platform", new RootBeanDefinition(OfThePlatform.class));
		this.environment.setProperty("spring.jpa.hibernate.ddl-auto", "validate");
		assertThat(examine()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "spring.jpa.open-in-view, true", "spring.jpa.hibernate.ddl-auto, update" })
	void unsafeSettingIsFound(String property, String value) {
		this.environment.setProperty(property, value);
		assertThat(examine()).singleElement()
			.satisfies((finding) -> assertThat(finding.id()).isEqualTo("D27"))
			.satisfies((finding) -> assertThat(finding.object()).isEqualTo(property));
	}

	@Test
	void dataSourceThatEscapedTheBindingIsFound() {
		this.beans.registerSingleton("early", new DriverManagerDataSource());
		assertThat(examine()).singleElement()
			.satisfies((finding) -> assertThat(finding.id()).isEqualTo("D33"))
			.satisfies((finding) -> assertThat(finding.object()).isEqualTo("bean early"));
	}

	@Test
	void reactiveConnectionsAreFound() {
		this.beans.registerSingleton("reactive", new Reactive());
		assertThat(examine()).singleElement()
			.satisfies((finding) -> assertThat(finding.id()).isEqualTo("D33"))
			.satisfies((finding) -> assertThat(finding.object()).isEqualTo("bean reactive"));
	}

	private List<DoctorFinding> examine() {
		return new ApplicationCheck(this.beans, this.environment, Reactive.class.getName()).examine();
	}

	@PlatformDataSource
	static final class OfThePlatform extends DriverManagerDataSource {

	}

	/**
	 * Stands for the connections of a reactive driver.
	 */
	static final class Reactive {

	}

}
