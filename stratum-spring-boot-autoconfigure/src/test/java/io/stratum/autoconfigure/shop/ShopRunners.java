package io.stratum.autoconfigure.shop;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.util.ClassUtils;

/**
 * Runners of applications on one database.
 */
public final class ShopRunners {

	private final ShopDatabase database = new ShopDatabase();

	/**
	 * Returns a servlet application with everything on its class path.
	 */
	public WebApplicationContextRunner shop() {
		return new WebApplicationContextRunner().withUserConfiguration(ShopApplication.class)
			.withPropertyValues(this.database.properties());
	}

	/**
	 * Returns an application without entities of its own.
	 */
	public ApplicationContextRunner plain() {
		return new ApplicationContextRunner().withUserConfiguration(PlainApplication.class)
			.withPropertyValues(this.database.properties());
	}

	/**
	 * Returns a servlet application without entities of its own.
	 */
	public WebApplicationContextRunner web() {
		return new WebApplicationContextRunner().withUserConfiguration(PlainApplication.class)
			.withPropertyValues(this.database.properties());
	}

	/**
	 * Returns an application with Stratum's auto-configurations and few of Boot's.
	 */
	public ApplicationContextRunner bare() {
		List<Class<?>> wiring = new ArrayList<>(List.of(DataSourceAutoConfiguration.class,
				JdbcTemplateAutoConfiguration.class, JacksonAutoConfiguration.class));
		ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader())
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith("io.stratum."))
			.forEach((name) -> wiring.add(ClassUtils.resolveClassName(name, null)));
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(wiring.toArray(Class<?>[]::new)))
			.withPropertyValues(this.database.properties());
	}

	public static FilteredClassLoader without(String... packages) {
		return new FilteredClassLoader(packages);
	}

	public ShopDatabase database() {
		return this.database;
	}

}
