package io.stratum.jpa;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Has each change of an entity noted in the audit log, with its state before and after.
 *
 * <p>
 * The entry is written in the transaction of the change and says who acted, for whom and
 * in which request. Attributes whose names say that they are secret ({@code password},
 * {@code apiToken} and so on) are masked anyway.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Audited {

	/**
	 * Returns attributes that are left out; a change of nothing else leaves no entry.
	 * @return names of attributes
	 */
	String[] exclude() default {};

	/**
	 * Returns attributes of which only the fact is shown that there is a value.
	 * @return names of attributes
	 */
	String[] redact() default {};

}
