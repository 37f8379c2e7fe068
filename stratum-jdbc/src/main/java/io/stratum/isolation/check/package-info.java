/**
 * The questions that the doctor asks of a database.
 */
@NullMarked
package io.stratum.isolation.check;

import org.jspecify.annotations.NullMarked;
