/**
 * The tenants and orders of a first start.
 */
@NullMarked
package io.stratum.sample.demo;

import org.jspecify.annotations.NullMarked;
