package io.stratum.controlplane;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares where the tenants of a handler come from; without it nobody gets in.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface TenantFrom {

	/**
	 * Returns all places that may name a tenant.
	 */
	TenantSource[] value();

}
