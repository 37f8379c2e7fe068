/**
 * Attributes of entities that only their tenant reads, and how rows are found by them.
 */
@NullMarked
package io.stratum.jpa.encrypted;

import org.jspecify.annotations.NullMarked;
