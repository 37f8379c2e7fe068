/**
 * A real PostgreSQL beside the application, for a first start, a demonstration and for
 * tests.
 */
@NullMarked
package io.stratum.embedded;

import org.jspecify.annotations.NullMarked;
