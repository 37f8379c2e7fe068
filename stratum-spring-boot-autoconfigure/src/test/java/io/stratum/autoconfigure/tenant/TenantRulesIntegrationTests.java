package io.stratum.autoconfigure.tenant;

import java.time.Duration;

import io.stratum.access.ApiKey;
import io.stratum.access.ApiKeySettings;
import io.stratum.access.ApiKeys;
import io.stratum.access.IssuedApiKey;
import io.stratum.access.NewApiKey;
import io.stratum.autoconfigure.shop.ShopRunners;
import io.stratum.engine.EngineDatabase;
import io.stratum.tenant.IsolationStrategy;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantDepthExceededException;
import io.stratum.tenant.Tenants;
import org.junit.jupiter.api.Test;

import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What properties say of new tenants and of keys.
 */
class TenantRulesIntegrationTests {

	private static final ShopRunners RUNNERS = new ShopRunners();

	@Test
	void tenantsAndKeysAreAsTheReferenceSaysUnlessSomebodySaysOtherwise() {
		RUNNERS.plain().run((context) -> {
			Tenant acme = root(context, "acme");
			assertThat(acme.strategy()).isEqualTo(IsolationStrategy.SHARED);
			assertThat(key(context, acme).plaintext()).startsWith("sk_live_");
		});
	}

	@Test
	void strategyAndDepthAreChosenByProperty() {
		RUNNERS.plain()
			.withPropertyValues("stratum.tenants.default-strategy=schema", "stratum.tenants.max-depth=1")
			.run((context) -> {
				Tenant globex = root(context, "globex");
				assertThat(globex.strategy()).isEqualTo(IsolationStrategy.SCHEMA);
				assertThatExceptionOfType(TenantDepthExceededException.class)
					.isThrownBy(() -> context.getBean(Tenants.class)
						.create(NewTenant.childOf(globex.id(), "globex_labs", "Globex Labs")))
					.satisfies((ex) -> assertThat(ex.details()).containsEntry("limit", 1));
			});
	}

	@Test
	void prefixAndDormancyOfKeysAreChosenByProperty() {
		RUNNERS.plain()
			.withPropertyValues("stratum.api-key.prefix=acme_key_", "stratum.api-key.dormant-after=30d")
			.run((context) -> {
				Tenant initech = root(context, "initech");
				IssuedApiKey key = key(context, initech);
				assertThat(key.plaintext()).startsWith("acme_key_");
				usedBefore(context, key, Duration.ofDays(29));
				assertThat(dormant(context, initech)).isEmpty();
				usedBefore(context, key, Duration.ofDays(31));
				assertThat(dormant(context, initech)).extracting(ApiKey::id).containsExactly(key.key().id());
			});
	}

	private static Tenant root(ApplicationContext context, String slug) {
		return context.getBean(Tenants.class).create(NewTenant.root(slug, slug));
	}

	private static IssuedApiKey key(ApplicationContext context, Tenant tenant) {
		return context.getBean(ApiKeys.class).create(NewApiKey.of(tenant.id(), ApiKeySettings.DEFAULTS));
	}

	private static Iterable<ApiKey> dormant(ApplicationContext context, Tenant tenant) {
		return context.getBean(ApiKeys.class).dormant(tenant.id(), null, 100);
	}

	private static void usedBefore(ApplicationContext context, IssuedApiKey key, Duration time) {
		context.getBean(EngineDatabase.class)
			.jdbc()
			.sql("update stratum.api_key set last_used_at = now() - make_interval(secs => ?) where id = ?")
			.params(time.toSeconds(), key.key().id())
			.update();
	}

}
