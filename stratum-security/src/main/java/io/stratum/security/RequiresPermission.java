package io.stratum.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets work pass only for tenants that hold a permission.
 *
 * <p>
 * It is the bound tenant that is asked, from memory and before a transaction begins.
 * Without a tenant, or where it does not hold the key, the answer is
 * {@code FORBIDDEN 403} with the permission that is missing. On a method it counts
 * instead of one on the type.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE })
public @interface RequiresPermission {

	/**
	 * Returns the key of the permission.
	 * @return the key, such as {@code orders.approve}
	 */
	String value();

}
