package io.stratum.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks the policies of the bound tenant before a method runs.
 *
 * <p>
 * The subject's attributes are those of the caller ({@code id}, {@code name},
 * {@code type}, {@code scopes}, {@code tenant_id}); the resource's are the members of an
 * argument. Denied, or without a tenant, the answer is {@code FORBIDDEN 403}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
public @interface Authorize {

	/**
	 * Returns the type of the resource.
	 * @return the type, as policies name it
	 */
	String resource();

	/**
	 * Returns what is done to it.
	 * @return the action, as policies name it
	 */
	String action();

	/**
	 * Returns the parameter that is the resource.
	 * @return name of a parameter that is a record, a map or JSON; empty for a resource
	 * without attributes
	 */
	String of() default "";

}
