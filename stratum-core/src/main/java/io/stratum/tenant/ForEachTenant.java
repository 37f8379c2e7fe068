package io.stratum.tenant;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Predicate;

/**
 * Runs a method once for each active tenant, bound to it and in a transaction of its own.
 *
 * <p>
 * It is meant for scheduled methods, which nobody's request stands behind. While one node
 * is at it, others skip the round. The method takes no tenant as a parameter: it finds it
 * bound.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
public @interface ForEachTenant {

	/**
	 * Returns which of the active tenants take part.
	 * @return a predicate that is a bean or has a constructor without parameters
	 */
	Class<? extends Predicate<Tenant>> where() default EveryTenant.class;

	/**
	 * Returns how many tenants are served at once.
	 * @return 1 to 64
	 */
	int concurrency() default 1;

	/**
	 * Returns what a failure does to the tenants still waiting.
	 * @return whether to go on or to stop
	 */
	OnFailure onFailure() default OnFailure.CONTINUE;

	/**
	 * Returns the name under which nodes exclude each other.
	 * @return a name, or empty for that of the method
	 */
	String lock() default "";

	/**
	 * What a failure does to the tenants still waiting.
	 */
	enum OnFailure {

		/** The others are served, then the round fails. */
		CONTINUE,
		/** Nobody else is begun with. */
		STOP

	}

	/**
	 * Lets every active tenant take part.
	 */
	final class EveryTenant implements Predicate<Tenant> {

		/**
		 * Creates the predicate.
		 */
		public EveryTenant() {
		}

		@Override
		public boolean test(Tenant tenant) {
			return true;
		}

	}

}
