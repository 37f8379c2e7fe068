package io.stratum.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Hands a config value of the bound tenant to a parameter of a handler.
 *
 * <p>
 * The parameter may be an {@link java.util.Optional}; without one, a key that nobody sets
 * is {@code CONFIG_NOT_FOUND}. A bean lives longer than a request, so a plain value in a
 * constructor, factory method or field of one is refused at start: ask
 * {@link TenantProperties} there.
 *
 * <pre>{@code
 * &#64;GetMapping("/seats")
 * int seats(@TenantValue("max_seats") int seats) { … }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.PARAMETER, ElementType.FIELD, ElementType.ANNOTATION_TYPE })
public @interface TenantValue {

	/**
	 * Returns the config key.
	 * @return the key
	 */
	String value();

}
