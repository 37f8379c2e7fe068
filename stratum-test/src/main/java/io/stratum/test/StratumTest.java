package io.stratum.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.annotation.AliasFor;

/**
 * Tests an application on a real PostgreSQL with a database of its own.
 *
 * <p>
 * It is a {@link SpringBootTest} whose {@code spring.datasource}, {@code stratum.owner}
 * and {@code stratum.platform} lead to a fresh {@link TestDatabase}, also a bean, with
 * the restricted roles of production. Tests of one class share it; classes may run side
 * by side. A test that leaves a tenant bound fails.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(TenantLeakDetector.class)
@SpringBootTest
public @interface StratumTest {

	/**
	 * Returns the properties to add.
	 * @return properties as {@code key=value}
	 */
	@AliasFor(annotation = SpringBootTest.class)
	String[] properties() default {};

	/**
	 * Returns the configuration to load.
	 * @return classes; empty to search for the application
	 */
	@AliasFor(annotation = SpringBootTest.class)
	Class<?>[] classes() default {};

	/**
	 * Returns which web server to start.
	 * @return the environment, a mocked one by default
	 */
	@AliasFor(annotation = SpringBootTest.class)
	WebEnvironment webEnvironment() default WebEnvironment.MOCK;

}
