/**
 * Wires Hibernate and Spring Data.
 */
@NullMarked
package io.stratum.autoconfigure.jpa;

import org.jspecify.annotations.NullMarked;
