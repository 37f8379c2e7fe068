package io.stratum.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record as the config of a tenant below a prefix.
 *
 * <p>
 * Handlers take the record as a parameter, beans take a {@link TenantProperties} of it.
 *
 * <pre>{@code
 * &#64;TenantConfigurationProperties("branding")
 * record Branding(@DefaultValue("#000000") String color, Optional<String> logo) {
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface TenantConfigurationProperties {

	/**
	 * Returns what the keys begin with.
	 * @return the prefix, without the dot
	 */
	String value();

}
