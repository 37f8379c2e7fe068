package io.stratum.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Hands the tenant a request runs for to a parameter of its handler.
 *
 * <p>
 * The parameter is a {@link io.stratum.tenant.Tenant}, a
 * {@link io.stratum.tenant.TenantId}, a {@link java.util.UUID}, a {@link String} (the
 * slug), a {@link io.stratum.tenant.TenantPath} or an {@link java.util.Optional} of one
 * of these. Where no tenant is bound and the parameter is not optional, the request is
 * answered with {@code MISSING_TENANT 400}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.PARAMETER, ElementType.ANNOTATION_TYPE })
public @interface CurrentTenant {

}
