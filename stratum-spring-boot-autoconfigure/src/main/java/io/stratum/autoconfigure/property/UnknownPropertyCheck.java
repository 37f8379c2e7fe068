package io.stratum.autoconfigure.property;

import io.stratum.StratumStartupException;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Refuses properties below {@code stratum} that nobody reads.
 *
 * <p>
 * Somebody who misspells a property of isolation would believe in something that is not
 * there. Variables of the operating system are let be, since others may own them.
 */
final class UnknownPropertyCheck implements BeanFactoryPostProcessor {

	/** What tests of an application set, which has no metadata. */
	private static final String TESTS = "stratum.test.";

	private final ConfigurableEnvironment environment;

	UnknownPropertyCheck(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		ClassLoader classes = beans.getBeanClassLoader();
		KnownProperties known = new KnownProperties((classes != null) ? classes : getClass().getClassLoader());
		for (PropertySource<?> source : this.environment.getPropertySources()) {
			if (source instanceof EnumerablePropertySource<?> readable
					&& !source.getName().startsWith(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)) {
				check(known, readable.getPropertyNames());
			}
		}
	}

	private void check(KnownProperties known, String[] names) {
		for (String name : names) {
			if (name.startsWith("stratum.") && !name.startsWith(TESTS) && !known.contains(name)) {
				throw new StratumStartupException(
						"There is no property '" + name + "'" + PropertyPlace.of(this.environment, name) + ".",
						"Remove it, or write its name as it is. The nearest is '" + known.nearest(name).orElse("")
								+ "'.");
			}
		}
	}

}
