/**
 * The door to Stratum and what all of its capabilities share.
 */
@NullMarked
package io.stratum;

import org.jspecify.annotations.NullMarked;
