package io.rtoto.bench;

/**
 * What the job is put to.
 *
 * @param customers how many there are
 * @param events how many come, half of them to warm up
 * @param parallelism of every operator
 * @param memoryMegabytes of the job's heap, and again of RocksDB
 */
record Load(int customers, long events, int parallelism, int memoryMegabytes) {}
