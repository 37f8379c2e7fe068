package io.stratum.autoconfigure.broken;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import javax.sql.XADataSource;

import io.stratum.autoconfigure.shop.ShopApplication;
import io.stratum.autoconfigure.shop.ShopDatabase;
import io.stratum.config.TenantConfigurationProperties;
import io.stratum.config.TenantProperties;
import io.stratum.config.TenantValue;
import io.stratum.web.TenantResolver;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import org.postgresql.xa.PGXADataSource;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What a newcomer reads when the application does not start.
 */
@ExtendWith(OutputCaptureExtension.class)
class BrokenStartIntegrationTests {

	private static final ShopDatabase DATABASE = new ShopDatabase();

	@BeforeAll
	static void makeTables() {
		start().close();
	}

	@Test
	void applicationThatIsASuperuserIsToldWhichRolesItNeeds(CapturedOutput output) {
		ShopDatabase.execute("create role careless superuser login");
		assertBroken("spring.datasource.username=careless");
		assertThat(output).contains("APPLICATION FAILED TO START", "SUPERUSER", "alter role \"careless\" nosuperuser");
	}

	@Test
	void applicationThatOwnsItsTablesIsToldSo(CapturedOutput output) {
		assertBroken("spring.datasource.username=stratum_owner");
		assertThat(output).contains("APPLICATION FAILED TO START", "stratum_owner", "owns");
	}

	@Test
	void missingRoleIsNamedWithTheStatementThatMakesIt(CapturedOutput output) {
		assertBroken("stratum.isolation.roles.subtree-reader=nobody_yet");
		assertThat(output).contains("APPLICATION FAILED TO START", "create role \"nobody_yet\"");
	}

	@Test
	void shortPepperComesWithTheCommandThatMakesOne(CapturedOutput output) {
		assertBroken("stratum.api-key.hmac-secret=short");
		assertThat(output).contains("APPLICATION FAILED TO START", "at least 32 bytes", "openssl rand");
	}

	@Test
	void impossibleDepthOfTreesIsNamedWithItsRange(CapturedOutput output) {
		assertBroken("stratum.tenants.max-depth=21");
		assertThat(output).contains("APPLICATION FAILED TO START", "'stratum.tenants.max-depth' is 21", "1 to 20");
	}

	@Test
	void defaultStrategyThatIsNotOfferedIsNamedWithTwoWaysOut(CapturedOutput output) {
		assertBroken("stratum.tenants.default-strategy=DATABASE", "stratum.isolation.strategies=SHARED,SCHEMA");
		assertThat(output).contains("APPLICATION FAILED TO START", "'stratum.tenants.default-strategy' is DATABASE",
				"'stratum.isolation.strategies'");
	}

	@Test
	void missingDatabaseIsNamedWithTwoWaysOut(CapturedOutput output) {
		assertThatThrownBy(() -> run(ShopApplication.class, "stratum.embedded.enabled=false"));
		assertThat(output).contains("APPLICATION FAILED TO START", "spring.datasource.url", "embedded");
	}

	@Test
	void missingOwnerIsNamedWithTheProperties(CapturedOutput output) {
		assertThatThrownBy(() -> run(ShopApplication.class, "spring.datasource.url=" + DATABASE.url(),
				"spring.datasource.username=stratum_app"));
		assertThat(output).contains("Stratum has no login for its own tables", "stratum.owner.username");
	}

	@Test
	void openSessionInViewIsRefused(CapturedOutput output) {
		assertBroken("spring.jpa.open-in-view=true");
		assertThat(output).contains("'spring.jpa.open-in-view' is true (set in ", "commandLineArgs",
				"Remove the property");
	}

	@Test
	void schemaChangesByHibernateAreRefused(CapturedOutput output) {
		assertBroken("spring.jpa.hibernate.ddl-auto=update");
		assertThat(output).contains("'spring.jpa.hibernate.ddl-auto' is 'update'", "migrations");
	}

	@Test
	void cacheKeysWithoutTenantAreRefused(CapturedOutput output) {
		assertBroken("spring.jpa.properties.hibernate.cache.keys_factory=simple");
		assertThat(output).contains("'hibernate.cache.keys_factory' is 'simple'", "would not name the tenant",
				"Remove 'spring.jpa.properties.hibernate.cache.keys_factory'");
	}

	@Test
	void connectionProviderOfTheApplicationIsRefused(CapturedOutput output) {
		assertThatThrownBy(() -> run(OwnConnections.class, DATABASE.properties()));
		assertThat(output).contains("brings a MultiTenantConnectionProvider of its own", "Remove it");
	}

	@Test
	void entityOfNobodyIsNamed(CapturedOutput output) {
		assertThatThrownBy(() -> run(WithUnclassifiedEntity.class, DATABASE.properties()));
		assertThat(output).contains(Stray.class.getName(), "@TenantId", "@GlobalData");
	}

	@Test
	void gatewayTrustNeedsGateways(CapturedOutput output) {
		assertBroken("stratum.web.resolution.header.trust=gateway");
		assertThat(output).contains("no gateway is named", "stratum.web.resolution.gateways", "ADMITTED");
	}

	@Test
	void gatewayThatIsNoNetworkIsNamed(CapturedOutput output) {
		assertBroken("stratum.web.resolution.header.trust=gateway", "stratum.web.resolution.gateways=10.0.0.0/33");
		assertThat(output).contains("'10.0.0.0/33', which is no network", "10.0.0.0/8");
	}

	@Test
	void hostPatternNeedsTheTenant(CapturedOutput output) {
		assertBroken("stratum.web.resolution.sources=host", "stratum.web.resolution.host.pattern=shop.example.com");
		assertThat(output).contains("'shop.example.com' does not contain {tenant}", "{tenant}.example.com");
	}

	@Test
	void hostSourceNeedsAPattern(CapturedOutput output) {
		assertBroken("stratum.web.resolution.sources=host");
		assertThat(output).contains("stratum.web.resolution.host.pattern", "{tenant}.example.com");
	}

	@Test
	void impersonationNeverKeepsReveal(CapturedOutput output) {
		assertBroken("stratum.web.impersonation.enabled=true", "stratum.web.impersonation.max-scope=reveal");
		assertThat(output).contains("max-scope' is REVEAL", "READ, WRITE or ADMIN");
	}

	@Test
	void shortTokenSecretIsRefused(CapturedOutput output) {
		assertBroken("stratum.security.jwt.secret=short");
		assertThat(output).contains("has 5 bytes, but HS256 needs 32", "openssl rand");
	}

	@Test
	void missingPepperComesWithAFreshOne(CapturedOutput output) {
		assertThatThrownBy(() -> run(ShopApplication.class,
				Stream.of(DATABASE.properties())
					.filter((line) -> !line.contains("hmac-secret"))
					.toArray(String[]::new)));
		assertThat(output).containsPattern("this one is fresh: [A-Za-z0-9+/]{43}=");
	}

	@Test
	void resolversOfTheApplicationNeedAnOrder(CapturedOutput output) {
		assertThatThrownBy(() -> run(WithTwoResolvers.class, DATABASE.properties()));
		assertThat(output).contains("do not say which comes first", "byPartner", "@Order(1)")
			.doesNotContain("byDomain");
	}

	@Test
	void misspelledPropertyIsNamedWithTheNearestName(CapturedOutput output) {
		assertBroken("stratum.isolation.rls.aply=verify");
		assertThat(output).contains("There is no property 'stratum.isolation.rls.aply'",
				"'stratum.isolation.rls.apply'", "commandLineArgs");
	}

	@Test
	void unusableEncryptionKeyComesWithAWayToAGoodOne(CapturedOutput output) {
		assertBroken("stratum.encryption.key=changeme");
		assertThat(output).contains("APPLICATION FAILED TO START", "stratum.encryption.key").doesNotContain("changeme");
	}

	@Test
	void tableWithoutPoliciesIsNamedWithTheWaysToThem(CapturedOutput output) {
		assertThatThrownBy(() -> run(ShopApplication.class,
				Stream
					.concat(Stream.of(new ShopDatabase().properties()), Stream.of("stratum.isolation.rls.apply=verify"))
					.toArray(String[]::new)));
		assertThat(output).contains("APPLICATION FAILED TO START", "orders", "stratum.isolation.rls.apply");
	}

	@Test
	void dataSourceOfDistributedTransactionsIsRefused(CapturedOutput output) {
		assertThatThrownBy(() -> run(WithDistributedTransactions.class, DATABASE.properties()));
		assertThat(output).contains("'distributed' is an XA data source", "@PlatformDataSource");
	}

	@ParameterizedTest
	@ValueSource(classes = { WithPlainValue.class, WithPlainRecord.class, WithOptionalRecord.class })
	void valueOfATenantIsNotKeptByABean(Class<?> broken, CapturedOutput output) {
		assertThatThrownBy(() -> run(broken, DATABASE.properties()));
		assertThat(output).contains("APPLICATION FAILED TO START", "config of one tenant for all",
				"TenantProperties<…>", "takes" + broken.getSimpleName());
	}

	@Test
	void recordOfATenantSaysWhichKeysItHolds(CapturedOutput output) {
		assertThatThrownBy(() -> run(WithUnmarkedRecord.class, DATABASE.properties()));
		assertThat(output).contains("does not say which keys it holds", "@TenantConfigurationProperties");
	}

	@Test
	void embeddedDatabaseIsRefusedInProduction(CapturedOutput output) {
		assertThatThrownBy(() -> run(ShopApplication.class, "spring.profiles.active=prod"));
		assertThat(output).contains("no production database", "spring.datasource.url");
	}

	private static void assertBroken(String... properties) {
		assertThatThrownBy(() -> start(properties));
	}

	private static ConfigurableApplicationContext start(String... properties) {
		return run(ShopApplication.class,
				Stream.concat(Stream.of(DATABASE.properties()), Stream.of(properties)).toArray(String[]::new));
	}

	static ConfigurableApplicationContext run(Class<?> source, String... properties) {
		SpringApplication application = new SpringApplication(source);
		application.setBannerMode(Banner.Mode.OFF);
		// Arguments come last, so the last one of a name counts.
		Map<String, String> merged = new java.util.LinkedHashMap<>();
		Stream.concat(Stream.of("server.port=0", "logging.level.root=error"), Stream.of(properties))
			.forEach((property) -> merged.put(property.substring(0, property.indexOf('=')), property));
		return application.run(merged.values().stream().map((property) -> "--" + property).toArray(String[]::new));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnConnections extends ShopApplication {

		@Bean
		HibernatePropertiesCustomizer own() {
			return (settings) -> settings.put("hibernate.multi_tenant_connection_provider",
					Mockito.mock(MultiTenantConnectionProvider.class));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = { Stray.class, ShopApplication.class })
	static class WithUnclassifiedEntity extends ShopApplication {

	}

	@Entity
	static class Stray {

		@Id
		UUID id;

	}

	@TenantConfigurationProperties("branding")
	record Branding(String color) {

	}

	record Unmarked(String color) {

	}

	@Configuration(proxyBeanMethods = false)
	static class WithPlainValue extends ShopApplication {

		@Bean
		Object takesWithPlainValue(@TenantValue("max_seats") Optional<String> seats) {
			return "kept " + seats;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WithPlainRecord extends ShopApplication {

		@Bean
		Object takesWithPlainRecord(Branding branding) {
			return "kept " + branding;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WithOptionalRecord extends ShopApplication {

		@Bean
		Object takesWithOptionalRecord(Optional<Branding> branding) {
			return "kept " + branding;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WithUnmarkedRecord extends ShopApplication {

		@Bean
		Object takesUnmarked(TenantProperties<Unmarked> properties) {
			return "kept " + properties;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WithTwoResolvers extends ShopApplication {

		@Bean
		@Order(1)
		TenantResolver byDomain() {
			return (request) -> null;
		}

		@Bean
		TenantResolver byPartner() {
			return (request) -> null;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WithDistributedTransactions {

		@Bean
		XADataSource distributed() {
			return new PGXADataSource();
		}

	}

}
