package io.stratum.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.stratum.access.Scope;

/**
 * Lets only callers pass that hold a scope.
 *
 * <p>
 * On a method it counts instead of one on the type. Others get {@code FORBIDDEN 403} with
 * the scope they lack, callers without credential {@code UNAUTHORIZED 401}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE })
public @interface RequiresScope {

	/**
	 * Returns the scope asked for.
	 * @return the scope, which any scope that includes it satisfies
	 */
	Scope value();

}
