package io.stratum.jpa;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares that the rows of an entity belong to no tenant and are the same for all.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface GlobalData {

	/**
	 * Returns why the rows may be shared.
	 * @return the reason, for whoever reads the code next
	 */
	String value();

}
