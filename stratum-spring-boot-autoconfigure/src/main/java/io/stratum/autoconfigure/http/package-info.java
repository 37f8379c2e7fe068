/**
 * Names the tenant to other services.
 */
@NullMarked
package io.stratum.autoconfigure.http;

import org.jspecify.annotations.NullMarked;
