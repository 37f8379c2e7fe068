/**
 * Starts a PostgreSQL beside the application where none is configured.
 */
@NullMarked
package io.stratum.autoconfigure.embedded;

import org.jspecify.annotations.NullMarked;
