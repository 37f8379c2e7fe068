package io.stratum.jpa;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a repository, or a method of one, whose rows belong to tenants.
 *
 * <p>
 * Calling it without a tenant throws {@link io.stratum.tenant.TenantNotBoundException}
 * before any SQL, and the application does not start if its entities are not owned by
 * tenants or a method changes rows by native SQL. Without this annotation rows are just
 * as safe; mistakes show later.
 *
 * <pre>{@code
 * interface Orders extends Repository<Order, UUID> {
 *
 *     &#64;TenantScoped(scope = TenantScope.SUBTREE)
 *     List<Order> findByStatus(Status status);
 *
 * }
 * }</pre>
 *
 * <p>
 * With {@link TenantScope#SUBTREE} a method reads the rows of the bound tenant and of all
 * below it, in a read-only transaction of its own. What it answers is complete or an
 * error: a subtree whose rows are in several places throws
 * {@link io.stratum.isolation.subtree.SubtreeSpansPlacementsException}. The application
 * does not start if such a method could write. What a method says goes before what its
 * repository says.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD })
public @interface TenantScoped {

	/**
	 * Returns whose rows are meant.
	 * @return those of the bound tenant alone, unless said otherwise
	 */
	TenantScope scope() default TenantScope.TENANT;

}
