package io.stratum.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.stratum.tenant.IsolationStrategy;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Runs a test, or a whole class, for tenants of each isolation strategy.
 *
 * <p>
 * The first parameter says what it runs for: {@link TwoTenants}, who are provisioned
 * through the application under {@link StratumTest} and are the same for all tests of
 * that application, or the {@link IsolationStrategy}. On a class it is the first
 * parameter of the constructor, or a field marked with
 * {@link org.junit.jupiter.params.Parameter @Parameter}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD })
@ParameterizedClass
@ParameterizedTest
@ArgumentsSource(Strategies.class)
public @interface EachStrategy {

	/**
	 * Returns the strategies to run for.
	 * @return strategies, all by default
	 */
	IsolationStrategy[] value() default { IsolationStrategy.SHARED, IsolationStrategy.SCHEMA,
			IsolationStrategy.DATABASE };

}
