package io.stratum.benchmarks.http;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import io.stratum.benchmarks.Settings;
import io.stratum.crypto.KeyEncryptionKey;
import io.stratum.isolation.RoleNames;

/**
 * What each application is told.
 */
public final class Properties {

	/** API key that the plain application knows. */
	static final String KEY = "sk_test_0123456789012345678901234567890123456789012";

	/** Tenant of that key. */
	static final UUID TENANT = new UUID(7, 7);

	private static final String PEPPER = KeyEncryptionKey.generate();

	private static final String ENCRYPTION_KEY = KeyEncryptionKey.generate();

	private Properties() {
	}

	/**
	 * Returns what the sample needs on a server that runs.
	 * @param url address of its database
	 * @param roles names of its logins
	 * @return its properties
	 */
	public static Map<String, Object> sample(String url, RoleNames roles) {
		Map<String, Object> properties = new HashMap<>();
		properties.put("spring.datasource.url", url);
		properties.put("spring.datasource.username", roles.application());
		properties.put("stratum.embedded.enabled", false);
		properties.put("stratum.owner.username", roles.owner());
		properties.put("stratum.owner.password", "");
		properties.put("stratum.platform.username", roles.platform());
		properties.put("stratum.platform.password", "");
		properties.put("stratum.isolation.roles.subtree-reader", roles.subtreeReader());
		properties.put("stratum.api-key.hmac-secret", PEPPER);
		properties.put("stratum.encryption.key", ENCRYPTION_KEY);
		return properties;
	}

	/**
	 * Returns what the plain application needs with the starter.
	 * @param url address of its database
	 * @param roles names of its logins
	 * @return its properties
	 */
	public static Map<String, Object> tenanted(String url, RoleNames roles) {
		Map<String, Object> properties = sample(url, roles);
		properties.putAll(common());
		properties.put("stratum.isolation.tables.global", "product");
		return properties;
	}

	/**
	 * Returns what the plain application needs.
	 * @param url address of its database
	 * @param roles names of its logins
	 * @return its properties
	 */
	public static Map<String, Object> plain(String url, RoleNames roles) {
		Map<String, Object> properties = common();
		properties.put("spring.datasource.url", url);
		properties.put("spring.datasource.username", roles.application());
		properties.put("spring.flyway.user", roles.owner());
		properties.put("spring.flyway.url", url);
		properties.put("plain.key", KEY);
		properties.put("plain.tenant", TENANT);
		return properties;
	}

	private static Map<String, Object> common() {
		Map<String, Object> properties = new HashMap<>();
		properties.put("spring.flyway.baseline-on-migrate", true);
		properties.put("spring.flyway.locations", "filesystem:"
				+ Settings.sample().resolve("src/main/resources/db/migration").toAbsolutePath().normalize());
		properties.put("spring.jpa.open-in-view", false);
		properties.put("spring.jpa.hibernate.ddl-auto", "none");
		properties.put("spring.jackson.property-naming-strategy", "SNAKE_CASE");
		return properties;
	}

}
