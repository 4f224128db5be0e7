package io.github.lokiline.client.internal.http;

class JdkSenderTest extends PushSenderContract {

    @Override
    String implementation() {
        return "jdk";
    }
}
