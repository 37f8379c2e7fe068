package io.stratum.jpa.encrypted;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.hibernate.annotations.ValueGenerationType;

/**
 * Keeps a digest of an {@link Encrypted} attribute, by which its rows are found.
 *
 * <p>
 * The attribute is a {@code String} of the same entity and is filled on each insert and
 * update through a session. The digest is keyed by tenant, table and column: equal values
 * of one tenant have equal digests, and no others have.
 *
 * @see BlindIndexes
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.FIELD, ElementType.METHOD })
@ValueGenerationType(generatedBy = BlindIndexGeneration.class)
public @interface BlindIndex {

	/**
	 * Returns the attribute whose values are looked for.
	 * @return the name of an encrypted attribute of the same entity
	 */
	String of();

}
