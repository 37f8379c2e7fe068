package io.stratum.isolation.pool;

import java.time.Duration;

/**
 * What the pools of one server look like at a moment; never told by tenant.
 *
 * @param server name of the server
 * @param open connections that are open or being opened
 * @param busy connections that are lent
 * @param waiting requests that wait for a connection
 * @param created connections opened since the start
 * @param failed attempts to open one that failed
 * @param evicted connections closed to make room or for being idle
 * @param creationTime time spent opening connections since the start
 */
public record PoolFigures(String server, int open, int busy, int waiting, long created, long failed, long evicted,
		Duration creationTime) {

}
