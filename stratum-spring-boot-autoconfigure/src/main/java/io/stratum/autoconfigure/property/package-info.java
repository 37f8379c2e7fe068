/**
 * Looks after the properties that an application sets.
 */
@NullMarked
package io.stratum.autoconfigure.property;

import org.jspecify.annotations.NullMarked;
