/**
 * Copies a schema with all it holds, exactly or not at all.
 */
@NullMarked
package io.stratum.isolation.template;

import org.jspecify.annotations.NullMarked;
