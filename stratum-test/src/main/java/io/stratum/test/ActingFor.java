package io.stratum.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs a test, or every test of a class, for a tenant.
 *
 * <p>
 * It is bound before the transaction of a {@code @Transactional} test begins, and before
 * what is marked with {@code @BeforeEach}. A tenant that does not exist yet is created as
 * a root. On a method it replaces that of the class.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD })
public @interface ActingFor {

	/**
	 * Returns who is acted for.
	 * @return slug of the tenant
	 */
	String value();

}
