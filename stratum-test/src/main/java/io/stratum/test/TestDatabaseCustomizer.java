package io.stratum.test;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
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

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
		TestDatabase database = TestDatabase.create();
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("stratumTestDatabase", properties(database)));
		DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
		beans.registerSingleton("stratumTestDatabase", database);
		// What is registered first is destroyed last, after everything that is connected.
		beans.registerDisposableBean("stratumTestDatabase", database::close);
	}

	private static Map<String, Object> properties(TestDatabase database) {
		return Map.of("spring.datasource.url", database.url(), "spring.datasource.username",
				database.roles().application(), "spring.datasource.password", "", "stratum.owner.username",
				database.roles().owner(), "stratum.owner.password", "", "stratum.platform.username",
				database.roles().platform(), "stratum.platform.password", "", "stratum.isolation.roles.subtree-reader",
				database.roles().subtreeReader());
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
