package io.tailrace.admin;

import io.tailrace.admin.declaration.StreamDeclaration;
import java.util.List;

/**
 * What is declared, as a type of its own, because a bean that is a list means something else to Spring.
 *
 * @param streams buckets among them
 */
record DeclaredStreams(List<StreamDeclaration> streams) {}
