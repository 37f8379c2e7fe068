package io.stratum.test;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.stratum.isolation.RoleNames;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * Leads an application under test to a database of its own.
 *
 * @param test the class that shares a context, and so a database, with itself alone
 */
record TestDatabaseCustomizer(Class<?> test) implements ContextCustomizer {

	/** What an application has to bring in production; its own goes before. */
	private static final Map<String, String> SECRETS = Map.of("stratum.api-key.hmac-secret", secret(),
			"stratum.encryption.key", secret());

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
		TestServer.get().outliveContexts(SpringApplication.getShutdownHandlers()::add);
		TestDatabase database = TestDatabase.create();
		MutablePropertySources properties = context.getEnvironment().getPropertySources();
		properties.addFirst(new MapPropertySource("stratumTestDatabase", properties(database)));
		properties.addFirst(new MapPropertySource("stratumTestSecrets", missingIn(context.getEnvironment())));
		DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
		beans.registerSingleton("stratumTestDatabase", database);
		// What is registered first is destroyed last, after everything that is connected.
		beans.registerDisposableBean("stratumTestDatabase", database::close);
	}

	private static Map<String, Object> missingIn(Environment environment) {
		Map<String, Object> missing = new HashMap<>(SECRETS);
		missing.keySet().removeIf((name) -> isKnown(environment, name));
		return missing;
	}

	// A variable of production, such as ${STRATUM_ENCRYPTION_KEY}, is not set in a test.
	private static boolean isKnown(Environment environment, String name) {
		try {
			return environment.containsProperty(name) && !environment.getRequiredProperty(name).contains("${");
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static Map<String, Object> properties(TestDatabase database) {
		RoleNames roles = database.roles();
		Map<String, Object> properties = new HashMap<>();
		properties.put("spring.datasource.url", database.url());
		properties.put("spring.datasource.username", roles.application());
		properties.put("spring.datasource.password", "");
		properties.put("stratum.embedded.enabled", false);
		properties.put("stratum.owner.username", roles.owner());
		properties.put("stratum.owner.password", "");
		properties.put("stratum.platform.username", roles.platform());
		properties.put("stratum.platform.password", "");
		properties.put("stratum.isolation.roles.subtree-reader", roles.subtreeReader());
		return properties;
	}

	private static String secret() {
		byte[] random = new byte[32];
		new SecureRandom().nextBytes(random);
		return Base64.getEncoder().encodeToString(random);
	}

	/**
	 * Finds the tests that want a database.
	 */
	static final class Factory implements ContextCustomizerFactory {

		@Override
		public @Nullable ContextCustomizer createContextCustomizer(Class<?> test,
				List<ContextConfigurationAttributes> configuration) {
			return TestContextAnnotationUtils.hasAnnotation(test, StratumTest.class)
					? new TestDatabaseCustomizer(outermost(test)) : null;
		}

		private static Class<?> outermost(Class<?> test) {
			return TestContextAnnotationUtils.searchEnclosingClass(test) ? outermost(test.getEnclosingClass()) : test;
		}

	}

}
