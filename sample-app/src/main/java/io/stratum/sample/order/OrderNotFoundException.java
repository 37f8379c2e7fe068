package io.stratum.sample.order;

/**
 * There is no such order, or it belongs to somebody else: nobody can tell which.
 */
class OrderNotFoundException extends RuntimeException {

}
