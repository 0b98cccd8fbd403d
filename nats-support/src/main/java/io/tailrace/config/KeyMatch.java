package io.tailrace.config;

/** What became of a written key when it was looked up. */
sealed interface KeyMatch {

    /** A key, or a list, that takes a value. */
    record Value(ValueType type) implements KeyMatch {}

    /** A group of keys: no value can be given to it. */
    record Group(KeyNode node) implements KeyMatch {}

    /**
     * No such key.
     *
     * @param parent the last node that was found
     * @param found how much of the key led there
     * @param unknown the first element that is not known there, or for a variable all of the rest
     */
    record Unknown(KeyNode parent, String found, String unknown) implements KeyMatch {}
}
