package io.stratum.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Value of a record component for tenants where no key gives one.
 *
 * @see TenantConfig#bind
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface DefaultValue {

	/**
	 * Returns the value.
	 * @return JSON, or plain text for a component that is text
	 */
	String value();

}
