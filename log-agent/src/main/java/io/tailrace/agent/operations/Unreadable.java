package io.tailrace.agent.operations;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** Says why a file can't be read, and what would change that. */
final class Unreadable {

    private Unreadable() {}

    static String describe(Path path, Exception why) {
        if (!(why instanceof AccessDeniedException)) {
            return path + " can't be read: " + why;
        }
        String user = System.getProperty("user.name");
        try {
            PosixFileAttributes file = Files.readAttributes(path, PosixFileAttributes.class);
            String owner = file.owner().getName();
            String group = file.group().getName();
            String permissions = PosixFilePermissions.toString(file.permissions());
            String remedy = permissions.charAt(3) == 'r'
                    ? "usermod -aG " + group + " " + user
                    : "chmod g+r " + path + " and usermod -aG " + group + " " + user;
            return path + " is " + permissions + " of " + owner + ":" + group + "; this agent is " + user + ". "
                    + remedy;
        } catch (IOException e) {
            return path + " is in a directory that this agent, " + user + ", may not enter";
        }
    }
}
