/**
 * Hibernate and Spring Data on tenant-bound connections.
 */
@NullMarked
package io.stratum.jpa;

import org.jspecify.annotations.NullMarked;
