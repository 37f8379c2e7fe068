package io.stratum.jpa.encrypted;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.hibernate.annotations.Type;

/**
 * Keeps an attribute as a ciphertext that only its tenant's data key opens.
 *
 * <p>
 * The attribute is a {@code String} or a {@code byte[]} of an entity that tenants own;
 * its column is {@code text}. The ciphertext is bound to tenant, table and column:
 * anywhere else it does not open. {@code null} stays {@code null}. Each write makes
 * another ciphertext, so no condition of a query ever matches such a column.
 *
 * @see BlindIndex
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.FIELD, ElementType.METHOD })
@Type(EncryptedType.class)
public @interface Encrypted {

}
