package io.tailrace.nats;

import io.nats.client.NKey;
import io.nats.client.support.JwtUtils;
import java.io.IOException;
import java.security.GeneralSecurityException;

/** An operator with one account, as {@code nsc} makes them, to test credentials files with. */
final class Operator implements AutoCloseable {

    private final NKey operator = NKey.createOperator(null);
    private final NKey account = NKey.createAccount(null);

    Operator() throws GeneralSecurityException, IOException {}

    /** For the server that trusts this operator. */
    String serverConfiguration() throws GeneralSecurityException, IOException {
        long now = JwtUtils.currentTimeSeconds();
        String operatorKey = new String(operator.getPublicKey());
        String accountKey = new String(account.getPublicKey());
        String operatorJwt = JwtUtils.issueJWT(
                operator,
                operatorKey,
                "operator",
                null,
                now,
                operatorKey,
                () -> "{\"type\":\"operator\",\"version\":2}");
        String accountJwt = JwtUtils.issueJWT(
                operator,
                accountKey,
                "account",
                null,
                now,
                operatorKey,
                () -> "{\"type\":\"account\",\"version\":2,\"limits\":{\"subs\":-1,\"data\":-1,\"payload\":-1,"
                        + "\"imports\":-1,\"exports\":-1,\"wildcards\":true,\"conn\":-1,\"leaf\":-1}}");
        return "operator: %s\nresolver: MEMORY\nresolver_preload: { %s: %s }"
                .formatted(operatorJwt, accountKey, accountJwt);
    }

    /** The content of a credentials file of a new user. */
    String userCredentials() throws GeneralSecurityException, IOException {
        NKey user = NKey.createUser(null);
        String jwt =
                JwtUtils.issueUserJWT(account, new String(account.getPublicKey()), new String(user.getPublicKey()));
        return JwtUtils.NATS_USER_JWT_FORMAT.formatted(jwt, new String(user.getSeed()));
    }

    @Override
    public void close() {
        operator.clear();
        account.clear();
    }
}
