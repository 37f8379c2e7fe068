package io.stratum.controlplane;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names members of an answer that are secret, so that a replay shows them as null.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface ShownOnce {

	/**
	 * Returns the names of the members as JSON has them.
	 */
	String[] value();

}
