package io.tailrace.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** Keeps secrets out of messages. */
final class Secrets {

    private static final Pattern SECRET_KEY = Pattern.compile("(^|[._-])(password|token|secret|seed)(\\[\\d+])?$");
    private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]*@");

    private Secrets() {}

    /** The value as it may be shown: nothing of a secret, and addresses without their user info. */
    static String mask(String key, Object value) {
        if (SECRET_KEY.matcher(key.toLowerCase(Locale.ROOT)).find()) {
            return "******";
        }
        return USER_INFO.matcher(value.toString()).replaceAll("//******@");
    }
}
