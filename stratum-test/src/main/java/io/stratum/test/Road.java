package io.stratum.test;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Walks a road past each guard that the tenants of the contract have.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@ParameterizedTest
@ArgumentsSource(StandingGuards.class)
@interface Road {

	/**
	 * Tells whether the road begins in the same tables as the foreign rows, so that it
	 * does not exist where a placement stands between.
	 */
	boolean withinOnePlace() default false;

}
