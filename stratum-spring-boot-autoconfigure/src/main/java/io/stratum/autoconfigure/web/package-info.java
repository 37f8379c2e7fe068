/**
 * Wires the tenant of an HTTP request.
 */
@NullMarked
package io.stratum.autoconfigure.web;

import org.jspecify.annotations.NullMarked;
