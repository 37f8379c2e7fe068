package io.stratum.jpa;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a repository whose rows belong to tenants.
 *
 * <p>
 * Calling it without a tenant throws {@link io.stratum.tenant.TenantNotBoundException}
 * before any SQL, and the application does not start if its entities are not owned by
 * tenants or a method changes rows by native SQL. Without this annotation rows are just
 * as safe; mistakes show later.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface TenantScoped {

}
